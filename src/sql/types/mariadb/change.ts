/** MariaDB's InnoDB draws the same lines as MySQL's for the changes that a type alone decides ("Instant ADD COLUMN … MODIFY"). */
export { changeOfMysqlType as changeOfMariadbType } from '../mysql/change';
