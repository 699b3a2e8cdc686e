/** Tests of the command line. */
@NullMarked
package health.keyward.local;

import org.jspecify.annotations.NullMarked;
