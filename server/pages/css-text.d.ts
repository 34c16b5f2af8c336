// A style sheet, a drawing or a script imported as text; the build puts its content into the program.
declare module '*.css?raw' {
  const text: string;
  export default text;
}
declare module '*.svg?raw' {
  const text: string;
  export default text;
}
declare module '*.js?raw' {
  const text: string;
  export default text;
}
