package health.keyward.breakglass.core;

import health.keyward.breakglass.Grant;
import java.util.List;

/** Told, in the transaction that does it, that a grant has begun or ended: cases are opened and people told by it. One that throws undoes the grant. */
public interface GrantEvents {
    void started(Grant grant);

    /** @param grant with its end */
    void ended(Grant grant);

    /** All of them, in that order. */
    static GrantEvents all(List<GrantEvents> listeners) {
        List<GrantEvents> each = List.copyOf(listeners);
        return new GrantEvents() {
            @Override
            public void started(Grant grant) {
                each.forEach(listener -> listener.started(grant));
            }

            @Override
            public void ended(Grant grant) {
                each.forEach(listener -> listener.ended(grant));
            }
        };
    }
}
