/** Words that name a secret when they stand alone between underscores. Substrings (`USERNAME`, `MONKEY`) do not count. */
const secret = /(?:^|_)(?:api_?key|auth|credentials?|key|passw(?:or)?d|pword|passphrase|secret|token)(?:_|$)/;

/** Words beside it that say it is not the secret itself but something about it. */
const about =
  /(?:^|_)(?:public|pub|file|files|version|path|dir|url|uri|sock|socket|min|max|len|length|ttl|lifetime|expir\w*|timeout|enabled?|disabled?|dummy|id|name|type|alg|algorithm|header|issuer|host|port|size|count|prefix|rotation|store|mode|method|scheme|required|schema|arn|server|provider|endpoint|fingerprint)(?:_|$)/;

/** Whether a variable of this name holds a secret, by whole words of its name. */
export function isSecretName(name: string): boolean {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .replace(/[-.]/g, '_')
    .toLowerCase()
    .slice(0, 200);
  return secret.test(words) && !about.test(words);
}

const placeholders =
  /^(?:x+|_+|\*+|\.+|-+|none|null|nil|true|false|yes|no|0|1|empty|unset|todo|tbd|test|dummy|example|changeme|password|secret|default)$|change[-_ ]?(?:me|this|it)|change-?in|replace[-_ ]?(?:me|this|with)|your[-_ ]|my[-_ ]?(?:secret|token|key|password)|my\w{0,20}password|placeholder|example|sample|dummy|notasecret|not[-_]a[-_]|fake|insert[-_ ]|does[-_ ]?not[-_ ]?exist|not[-_ ]?set|undefined|unknown|fix[-_ ]?me|^<.*>$|^\[.*\]$|^\{\{.*\}\}$|^%.*%$/i;

/** Whether a value only stands where a secret will be: a reference to the environment, a placeholder, or nothing. */
export function isPlaceholder(value: string): boolean {
  return value === '' || value.includes('$') || placeholders.test(value.slice(0, 200));
}

/** `/run/secrets/key`, `./app/credentials.json`: where the secret is, not the secret. */
const place =
  /^(?:~|\.{1,2})?\/|\.(?:json|ya?ml|toml|ini|conf|properties|env|txt|pem|key|crt|cer|p12|pfx|jks|keystore)$/i;

/** Whether a literal is a secret, given the name that it has. `key` alone is also the key of a map: then the value must look made, not chosen. */
export function isSecretLiteral(name: string, value: string): boolean {
  if (!isSecretName(name) || isPlaceholder(value) || place.test(value.slice(0, 200))) return false;
  const onlyKey = !/(?:api_?key|auth|credentials?|passw(?:or)?d|pword|passphrase|secret|token)/i.test(name);
  return !onlyKey || (value.length >= 12 && /\d/.test(value) && /[A-Za-z]/.test(value));
}
