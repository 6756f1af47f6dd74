export { transaction } from '../prisma/transaction';
