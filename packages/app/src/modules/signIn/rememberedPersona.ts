import { Persona, personas } from './personas';

const STORAGE_KEY = 'docker-watcher-demo.signed-in-as';

/** Remembered per browser, so that a reload does not ask again. */
export const rememberedPersona = {
  read(): Persona | undefined {
    const provider = localStorage.getItem(STORAGE_KEY);
    return personas.find(persona => persona.provider === provider);
  },
  write(persona: Persona) {
    localStorage.setItem(STORAGE_KEY, persona.provider);
  },
  clear() {
    localStorage.removeItem(STORAGE_KEY);
  },
};
