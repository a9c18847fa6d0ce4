import { Content, Header, Page } from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import {
  Alert,
  Button,
  Card,
  CardBody,
  CardFooter,
  CardHeader,
  Grid,
  Text,
} from '@backstage/ui';
import { Persona, personas } from './personas';

export interface PersonaChoiceProps {
  /** Why the last attempt to sign in failed. */
  problem?: string;
  onChoose(persona: Persona): void;
}

/** Offers the personas that the demo's permission policy tells apart. */
export const PersonaChoice = ({ problem, onChoose }: PersonaChoiceProps) => {
  const title = useApi(configApiRef).getString('app.title');

  return (
    <Page themeId="home">
      <Header title={title} subtitle="Choose who you want to be" />
      <Content>
        {problem && (
          <Alert
            status="danger"
            title="Signing in failed"
            description={problem}
            mb="4"
          />
        )}
        <Grid.Root columns={{ initial: '1', md: '3' }} gap="4">
          {personas.map(persona => (
            <Card key={persona.provider}>
              <CardHeader>
                <Text as="h2" variant="title-small" weight="bold">
                  {persona.name}
                </Text>
              </CardHeader>
              <CardBody>
                <Text as="p">{persona.description}</Text>
              </CardBody>
              <CardFooter>
                <Button onPress={() => onChoose(persona)}>
                  {persona.action}
                </Button>
              </CardFooter>
            </Card>
          ))}
        </Grid.Root>
      </Content>
    </Page>
  );
};
