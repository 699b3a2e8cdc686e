/** One person: who it is, what happened around them, and their open sessions. */
@NullMarked
package health.keyward.console.person;

import org.jspecify.annotations.NullMarked;
