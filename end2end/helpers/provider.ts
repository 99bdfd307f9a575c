import { createServer, type IncomingMessage, type Server as Http, type ServerResponse } from 'node:http';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import Oidc from 'oidc-provider';

const SECRET = 'the secret that both sides of this test know';
const SCOPES = 'openid email profile groups';

interface Account {
  name: string;
  email: string;
  groups: string[];
}

/** Who has an account at the provider, by the word they sign in with there. */
export const ACCOUNTS: Record<string, Account> = {
  lou: { name: 'Lou Sanders', email: 'lou@example.org', groups: ['staff'] },
  ivy: { name: 'Ivy Okafor', email: 'ivy@example.org', groups: ['staff', 'admins'] },
  bo: { name: 'Bo Winter', email: 'bo@example.org', groups: ['staff'] },
};

/** A real provider of OpenID Connect, on another site than the server under test as far as browsers are concerned. */
export class Provider {
  private constructor(private readonly http: Http) {}

  /** Starts one for a server that will be reached there, and gives what that server has to be told. */
  static async start(url: string, dataDir: string): Promise<{ provider: Provider; environment: NodeJS.ProcessEnv }> {
    let answer: (request: IncomingMessage, response: ServerResponse) => unknown = () => undefined;
    const http = createServer((request, response) => void answer(request, response));
    await new Promise<void>((resolve) => http.listen(0, 'localhost', resolve));
    const address = http.address();
    if (!address || typeof address === 'string') throw new Error('no free port');
    const issuer = `http://localhost:${address.port}`;
    answer = answers(issuer, url);
    const file = join(dataDir, 'providers.toml');
    await writeFile(file, [
      '[[provider]]',
      'name = "harbour"',
      'label = "Harbour ID"',
      `issuer = "${issuer}"`,
      'client_id = "holdpoint"',
      'scopes = ["email", "profile", "groups"]',
      'group_claim = "groups"',
      'admin_group = "admins"',
      'allow_new_accounts = true',
      'allowed_domains = ["example.org"]',
      '',
    ].join('\n'));
    const environment = { HOLDPOINT_OIDC_PROVIDERS: file, HOLDPOINT_OIDC_HARBOUR_CLIENT_SECRET: SECRET };
    return { provider: new Provider(http), environment };
  }

  async stop(): Promise<void> {
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
  }
}

function answers(issuer: string, url: string) {
  const oidc = new Oidc(issuer, {
    clients: [{
      client_id: 'holdpoint',
      client_secret: SECRET,
      redirect_uris: [`${url}/sign-in/with/harbour/callback`],
      post_logout_redirect_uris: [`${url}/sign-in?done=signed-out`],
    }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'], groups: ['groups'] },
    cookies: { keys: ['a key of this test'] },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        logoutSource: (context: any, form: string) => {
          context.body = page(`${form}<button type="submit" form="op.logoutForm" name="logout" value="yes">Sign out here too</button>`);
        },
      },
    },
    findAccount: (_: unknown, word: string) => {
      const account = ACCOUNTS[word];
      return account && { accountId: word, claims: () => ({ sub: word, email_verified: true, ...account }) };
    },
    interactions: { url: (_: unknown, interaction: { uid: string }) => `/interaction/${interaction.uid}` },
    // Nobody is asked what may be told: that is another story.
    loadExistingGrant: async ({ oidc: { client, session, provider } }: any) => {
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope(SCOPES);
      await grant.save();
      return grant;
    },
    pkce: { required: () => true },
  } as any);
  const others = oidc.callback();
  return async (request: IncomingMessage, response: ServerResponse) => {
    if (!request.url?.startsWith('/interaction/')) return others(request, response);
    if (request.method === 'POST') {
      const sent = new URLSearchParams(await body(request));
      const result = sent.get('deed') === 'in' ? { login: { accountId: sent.get('word') ?? '' } } : { error: 'access_denied' };
      return oidc.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
    }
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(page(`<form method="post" action="${request.url}"><label>Word <input name="word" autofocus></label>
      <button name="deed" value="in">Continue</button> <button name="deed" value="out">Cancel</button></form>`));
  };
}

async function body(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) text += part;
  return text;
}

function page(content: string): string {
  return `<!doctype html><html lang="en"><head><title>Harbour ID</title><link rel="icon" href="data:,"></head><body><h1>Harbour ID</h1>${content}</body></html>`;
}
