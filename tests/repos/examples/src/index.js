export function queue(name) {
  return { name, push: async () => {} };
}
