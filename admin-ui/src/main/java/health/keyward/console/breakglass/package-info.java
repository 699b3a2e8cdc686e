/** Emergency access: what runs now, who may ask for it, and why. */
@NullMarked
package health.keyward.console.breakglass;

import org.jspecify.annotations.NullMarked;
