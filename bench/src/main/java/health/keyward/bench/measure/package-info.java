/** The method: paired blocks, a yardstick beside them, CPU from the kernel, an interval around the median, a verdict. */
@NullMarked
package health.keyward.bench.measure;

import org.jspecify.annotations.NullMarked;
