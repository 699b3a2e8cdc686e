/** The rules of inactive accounts, plain Java: which policy speaks, which step is due, when a run must stop. */
@NullMarked
package health.keyward.inactivity.core;

import org.jspecify.annotations.NullMarked;
