/** The words both deployables speak. Records and enums, nothing else: no behaviour, no dependency. */
@NullMarked
package health.keyward.contract;

import org.jspecify.annotations.NullMarked;
