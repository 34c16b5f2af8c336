// A YAML file imported as text; the build puts its content into the program.
declare module '*.yaml?raw' {
  const text: string;
  export default text;
}
