/** A third party's event listener that goes wrong on purpose; it goes into the server of the tests only and acts for clients named {@code fault-...} only. */
@NullMarked
package health.keyward.it.fault;

import org.jspecify.annotations.NullMarked;
