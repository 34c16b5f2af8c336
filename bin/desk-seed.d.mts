export function seedDesk(origin: string, slug: string): Promise<number[]>;
