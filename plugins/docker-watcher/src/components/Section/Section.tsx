import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import { ReactNode, useId } from 'react';

/** A titled part of a page. */
export function Section(props: {
  title: string;
  /** The level of the title, by what stands above it. */
  heading?: 'h2' | 'h3';
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Card>
        <CardHeader>
          <Text
            as={props.heading ?? 'h3'}
            variant="body-large"
            weight="bold"
            id={id}
          >
            {props.title}
          </Text>
        </CardHeader>
        <CardBody>{props.children}</CardBody>
      </Card>
    </section>
  );
}
