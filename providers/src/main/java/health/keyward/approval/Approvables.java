package health.keyward.approval;

import java.util.List;

/** The kinds of change one room brings. A room opens this beside its own door. */
@FunctionalInterface
public interface Approvables {
    List<Approvable> kinds();
}
