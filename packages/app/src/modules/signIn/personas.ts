/** Someone the demo can be entered as. */
export interface Persona {
  /** Auth provider of the backend that signs in without asking for a password. */
  provider: string;
  name: string;
  description: string;
  action: string;
}

/** Matches `auth.providers` in app-config.yaml. */
export const personas: Persona[] = [
  {
    provider: 'guest',
    name: 'Guest',
    description:
      'You are Ada of the platform team, who runs the hosts and sees everything.',
    action: 'Enter',
  },
  {
    provider: 'demo-oli',
    name: 'Oli',
    description:
      'You are Oli of the shop team and see the containers your team owns.',
    action: 'Enter as Oli',
  },
  {
    provider: 'demo-sam',
    name: 'Sam',
    description: 'You are Sam, who is in no team and may see no container.',
    action: 'Enter as Sam',
  },
];
