import { ProxiedSignInPage } from '@backstage/core-components';
import { IdentityApi } from '@backstage/core-plugin-api';
import { SignInPageProps } from '@backstage/plugin-app-react';
import { useState } from 'react';
import { PersonaChoice } from './PersonaChoice';
import { Persona } from './personas';
import { rememberedPersona } from './rememberedPersona';

function forgetPersonaOnSignOut(identity: IdentityApi): IdentityApi {
  return {
    getProfileInfo: () => identity.getProfileInfo(),
    getBackstageIdentity: () => identity.getBackstageIdentity(),
    getCredentials: () => identity.getCredentials(),
    async signOut() {
      rememberedPersona.clear();
      await identity.signOut();
    },
  };
}

/** Asks who to be, once, and signs in through that persona's auth provider. */
export const PersonaSignInPage = ({ onSignInSuccess }: SignInPageProps) => {
  const [attempt, setAttempt] = useState<{ persona?: Persona; number: number }>(
    () => ({ persona: rememberedPersona.read(), number: 0 }),
  );
  const choose = (persona: Persona) =>
    setAttempt(previous => ({ persona, number: previous.number + 1 }));

  const { persona, number } = attempt;
  if (!persona) {
    return <PersonaChoice onChoose={choose} />;
  }
  return (
    <ProxiedSignInPage
      key={number}
      provider={persona.provider}
      onSignInSuccess={identity => {
        rememberedPersona.write(persona);
        onSignInSuccess(forgetPersonaOnSignOut(identity));
      }}
      ErrorComponent={({ error }) => (
        <PersonaChoice problem={error?.message} onChoose={choose} />
      )}
    />
  );
};
