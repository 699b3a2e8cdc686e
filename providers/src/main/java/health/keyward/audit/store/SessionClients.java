package health.keyward.audit.store;

import jakarta.persistence.EntityManager;
import java.util.List;

/** Which clients a user session is open for, as the database still knows it while a sign-out is being committed. */
public final class SessionClients {
    private SessionClients() {}

    /** Keycloak's internal ids of the clients. */
    @SuppressWarnings("unchecked")
    public static List<String> of(EntityManager em, String userSessionId) {
        return em.createNativeQuery(
                        "SELECT client_id FROM offline_client_session WHERE user_session_id = :s AND offline_flag ="
                                + " '0'")
                .setParameter("s", userSessionId)
                .getResultList();
    }
}
