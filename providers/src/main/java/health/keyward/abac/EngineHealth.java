package health.keyward.abac;

import health.keyward.kernel.RealmId;

/** Whether the engine that decides can be asked. A door of the room; nothing is decided and nothing recorded. */
@FunctionalInterface
public interface EngineHealth {
    /** False where people at that app are held to what is decided and nothing can be decided now. */
    boolean letsIn(RealmId realm, String client);
}
