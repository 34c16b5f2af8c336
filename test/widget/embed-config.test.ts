import { describe, expect, it } from 'vitest';
import { ATTRIBUTE_NAMES, parseEmbedConfig } from '../../widget/embed-config.ts';

function parse(attributes: Record<string, string>) {
  const warnings: string[] = [];
  const config = parseEmbedConfig(attributes, (text) => warnings.push(text));
  return { config, warnings };
}

describe('the attributes of the script element', () => {
  it('are exactly those that the documentation names', () => {
    expect(ATTRIBUTE_NAMES).toEqual(
      ['site', 'locale', 'theme', 'color', 'position', 'launcher', 'storage', 'gate', 'audience'].map(
        (name) => `data-${name}`,
      ),
    );
  });

  it('have defaults, and nothing is said about them', () => {
    const { config, warnings } = parse({});
    expect(config).toEqual({
      site: 'default',
      locale: '',
      theme: 'auto',
      color: '',
      position: 'right',
      launcher: 'button',
      storage: 'tab',
      gate: 'search-first',
      audience: '',
    });
    expect(warnings).toEqual([]);
  });

  it('are taken as they are when they are right', () => {
    const given = { site: 'shop', locale: 'pt-BR', theme: 'dark', color: '#FC0', position: 'left', launcher: 'none' };
    expect(parse(given).config).toMatchObject(given);
    expect(parse({ storage: 'none', gate: 'off', audience: 'bakers' }).warnings).toEqual([]);
  });

  it.each([
    ['theme', 'blue', 'auto'],
    ['color', 'red', ''],
    ['color', '#12345', ''],
    ['position', 'top', 'right'],
    ['storage', 'forever', 'tab'],
    ['gate', 'on', 'search-first'],
    ['locale', 'English please', ''],
    ['site', 'no spaces', 'default'],
  ])('data-%s="%s" is named once with what is allowed, and "%s" is used', (name, wrong, otherwise) => {
    const { config, warnings } = parse({ [name]: wrong });
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain(`data-${name}="${wrong}"`);
    expect((config as unknown as Record<string, string>)[name]).toBe(otherwise);
  });
});
