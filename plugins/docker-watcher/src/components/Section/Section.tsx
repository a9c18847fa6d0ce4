import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import { ReactNode, useId } from 'react';

/** A titled part of a page. */
export function Section(props: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Card>
        <CardHeader>
          <Text as="h3" variant="body-large" weight="bold" id={id}>
            {props.title}
          </Text>
        </CardHeader>
        <CardBody>{props.children}</CardBody>
      </Card>
    </section>
  );
}
