/** What we use of the MCP SDK: a file of its own, `dist/lazy/mcp-sdk.js`, loaded when a server is started and never for a review. */
export { Server } from '@modelcontextprotocol/sdk/server/index.js';
export { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
export { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
