/** Emergency access: grants, who may ask for one and why, cases. */
@NullMarked
package health.keyward.contract.breakglass;

import org.jspecify.annotations.NullMarked;
