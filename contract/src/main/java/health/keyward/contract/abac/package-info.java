/** The room of decisions as an administrator sees it. */
@NullMarked
package health.keyward.contract.abac;

import org.jspecify.annotations.NullMarked;
