package health.keyward.audit.keycloak;

/**
 * A success was announced and its record rolled back without anybody saying so. An {@link Error} on purpose: Keycloak drops every
 * {@link RuntimeException} at this place and would hand out tokens that nobody recorded.
 */
final class AuditLost extends Error {
    private static final long serialVersionUID = 1L;

    AuditLost() {
        super("the record of a success was rolled back; the answer is withheld");
    }
}
