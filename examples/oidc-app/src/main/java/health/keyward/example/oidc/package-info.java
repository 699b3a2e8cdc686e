/** Ward board, the OIDC sample app: shows who is signed in, how, and with which claims, and joins in every logout. */
@NullMarked
package health.keyward.example.oidc;

import org.jspecify.annotations.NullMarked;
