/** Configuration files of MCP hosts as they are met on people's machines. */
export const MCP_FILES = {
  'Kiro, made by its settings page': `{
  "mcpServers": {
    "fetch": {
      "command": "uvx",
      "args": ["mcp-server-fetch"],
      "env": {},
      "disabled": true,
      "autoApprove": []
    }
  }
}
`,
  'Kiro, as the guide has it, with powers': `{
  "mcpServers": {
    "aws-case-insights": {
      "command": "/home/ann/.kiro/start_mcp_server.sh",
      "args": [],
      "env": {
        "MCP_SERVER_URL": "https://a1b2c3d4e5.execute-api.us-east-1.amazonaws.com/v1",
        "AWS_REGION": "us-east-1"
      },
      "disabled": false,
      "autoApprove": [
        "get_case_summary",
        "query_athena"
      ]
    }
  },
  "powers": {
    "mcpServers": {
      "power-postman": { "url": "https://mcp.postman.com/minimal", "headers": { "Authorization": "Bearer \${POSTMAN_API_KEY}" }, },
    },
  },
}
`,
  'Cursor, commented, with tabs': `// Servers for all of my projects. Ask before you add one!
{
\t"mcpServers": {
\t\t/* the team's own; see https://wiki.example.com/mcp#"servers" */
\t\t"github": {
\t\t\t"url": "https://api.githubcopilot.com/mcp/", // not http://
\t\t\t"headers": { "Authorization": "Bearer ghp_notarealtoken" }
\t\t},
\t\t// "old": { "command": "npx", "args": ["-y", "old-server"] },
\t\t"postgres": {
\t\t\t"command": "npx",
\t\t\t"args": ["-y", "@modelcontextprotocol/server-postgres", "postgresql://localhost/mydb"]
\t\t}, // keep last
\t}
}
// end
`,
  'Windsurf, CRLF, from Windows': [
    '{',
    '  "mcpServers": {',
    '    "filesystem": {',
    '      "command": "C:\\\\Program Files\\\\nodejs\\\\npx.cmd",',
    '      "args": ["-y", "@modelcontextprotocol/server-filesystem", "C:\\\\Users\\\\Ann\\\\Desktop"],',
    '      "disabledTools": ["write_file"]',
    '    }',
    '  },',
    '  "unknownToUs": { "nested": { "deep": [1, 2, { "three": null }] } }',
    '}',
    '',
  ].join('\r\n'),
  'Claude Desktop, saved by Notepad with a byte order mark': `\uFEFF{\r
    "globalShortcut": "Ctrl+Space",\r
    "mcpServers": {},\r
    "preferences": { "quickEntryDictationShortcut": "capslock" }\r
}`,
  'Claude Desktop, without servers': '{"globalShortcut":"","darkMode":"system"}',
  'Copilot, on one line':
    '{"mcpServers":{"playwright":{"type":"local","command":"npx","args":["@playwright/mcp@latest"],"tools":["*"]}}}',
  'Amazon Q, its default agent': `{
    "name": "amazon_q_default",
    "mcpServers": {
        "awslabs.cost": { "command": "uvx", "args": ["awslabs.cost-explorer-mcp-server@latest"], "timeout": 60000 }
    },
    "tools": ["fs_read", "@awslabs.cost"],
    "toolsSettings": { "execute_bash": { "alwaysAllow": [{ "preset": "readOnly" }] } },
    "useLegacyMcpJson": true
}
`,
  'an empty object': '{}\n',
  'an empty list of servers': '{\n  "mcpServers": {\n  }\n}\n',
} as const;
