import postgres from 'postgres';

const sql = postgres(Deno.env.get('DATABASE_URL') ?? '');

export async function links(context: { params: { key: string }; response: { redirect(to: string): void } }) {
  const [link] = await sql`select target from links where key = ${context.params.key}`;
  context.response.redirect(link.target);
}
