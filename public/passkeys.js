// Asks the browser for a passkey: the one thing here that only a script can do. The form that it finds carries what to ask; the answer goes
// into the form, which is then sent as any other.

const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
const named = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

/** Asks for a new passkey. */
async function create(asked) {
  const user = { ...asked.user, id: bytes(asked.user.id) };
  const publicKey = { ...asked, user, challenge: bytes(asked.challenge), excludeCredentials: named(asked.excludeCredentials) };
  const made = await navigator.credentials.create({ publicKey });
  return whole(made, {
    attestationObject: text(made.response.attestationObject),
    clientDataJSON: text(made.response.clientDataJSON),
    transports: made.response.getTransports?.() ?? [],
  });
}

/** Asks for a passkey that there is. */
async function get(asked) {
  const publicKey = { ...asked, challenge: bytes(asked.challenge), allowCredentials: named(asked.allowCredentials) };
  const shown = await navigator.credentials.get({ publicKey });
  const { authenticatorData, clientDataJSON, signature, userHandle } = shown.response;
  return whole(shown, {
    authenticatorData: text(authenticatorData),
    clientDataJSON: text(clientDataJSON),
    signature: text(signature),
    userHandle: userHandle ? text(userHandle) : null,
  });
}

const whole = (credential, response) => ({ id: credential.id, rawId: text(credential.rawId), type: credential.type, extensions: {}, response });

/** What went wrong, as far as a browser tells it. */
function words(error) {
  if (error.name === 'InvalidStateError') return 'This device has a passkey for this account already.';
  if (error.name === 'NotAllowedError') return 'No passkey was chosen, or it took too long. Try again, or go another way.';
  return 'This browser could not use a passkey. Try another one, or go another way.';
}

for (const form of document.querySelectorAll('form[data-passkey]')) {
  form.querySelector('[data-unscripted]').hidden = true;
  const [button, problem] = [form.querySelector('[data-scripted]'), form.querySelector('[data-problem]')];
  const tell = (sentence) => {
    problem.textContent = sentence;
    problem.hidden = !sentence;
  };
  const ask = async () => {
    tell('');
    try {
      const asked = JSON.parse(form.dataset.options).publicKey;
      const answer = await (form.dataset.passkey === 'create' ? create(asked) : get(asked));
      form.elements.answer.value = JSON.stringify(answer);
      form.submit();
    } catch (error) {
      tell(words(error));
    }
  };
  if (!window.PublicKeyCredential) {
    tell('This browser knows no passkeys. Try another one, or go another way.');
    continue;
  }
  button.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    ask();
  });
  if ('atOnce' in form.dataset) ask();
}
