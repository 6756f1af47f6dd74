/** How a project writes: `'` or `"`, the name under which it has SQLAlchemy. */
export interface Style {
  readonly quote: "'" | '"';
  readonly sa: string;
}
