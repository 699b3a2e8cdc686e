/** What a password sign-in costs with the pack and without it. */
@NullMarked
package health.keyward.bench.login;

import org.jspecify.annotations.NullMarked;
