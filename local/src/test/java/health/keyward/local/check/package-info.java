/** Tests of the parts that need no running house. */
@NullMarked
package health.keyward.local.check;

import org.jspecify.annotations.NullMarked;
