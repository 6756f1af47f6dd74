const { Sequelize, DataTypes } = require('sequelize');
const config = require('../config/config.json')[process.env.NODE_ENV ?? 'development'];

const sequelize = new Sequelize(process.env[config.use_env_variable], config);

const db = { sequelize, Sequelize };
db.Author = require('./author')(sequelize, DataTypes);
db.Book = require('./book')(sequelize, DataTypes);
db.BookAuthor = require('./bookauthor')(sequelize, DataTypes);
db.Customer = require('./customer')(sequelize, DataTypes);
db.Order = require('./order')(sequelize, DataTypes);
db.OrderLine = require('./orderline')(sequelize, DataTypes);
db.Stock = require('./stock')(sequelize, DataTypes);

for (const model of Object.values(db)) model.associate?.(db);

module.exports = db;
