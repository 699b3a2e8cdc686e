/** Who holds a factor that cannot be phished, who does not, and who need not for a while. */
@NullMarked
package health.keyward.console.coverage;

import org.jspecify.annotations.NullMarked;
