/**
 * Keeps secrets out of everything that the agent writes. In: known secrets, names that sound like one, and any text. Out: the
 * text with stars in place of the secrets. Begin with {@link io.automigrate.secret.SecretMask}.
 */
package io.automigrate.secret;
