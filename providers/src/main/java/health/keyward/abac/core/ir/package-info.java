/**
 * An evaluator of OPA's compiled plans (the documented intermediate representation), in plain Java and without a dependency. It shows nothing but
 * {@link EmbeddedEngine}, so that another evaluator can take its place.
 */
@NullMarked
package health.keyward.abac.core.ir;

import org.jspecify.annotations.NullMarked;
