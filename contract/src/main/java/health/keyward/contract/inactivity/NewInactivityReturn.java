package health.keyward.contract.inactivity;

import java.time.LocalDate;

/**
 * Proposes to open an account again; a second administrator other than the person confirms.
 *
 * @param retrained day on which the person was trained again, not before the account was closed
 */
public record NewInactivityReturn(String userId, LocalDate retrained, String reason) {}
