/** The proof of one event: what it says, and the file that carries it to somebody who trusts nobody. */
@NullMarked
package health.keyward.console.proof;

import org.jspecify.annotations.NullMarked;
