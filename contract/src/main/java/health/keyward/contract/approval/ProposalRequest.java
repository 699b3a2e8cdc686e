package health.keyward.contract.approval;

import java.util.Map;

/**
 * Asks for a change that needs two persons.
 *
 * @param kind {@code protected-role} ({@code person}: user id, {@code role}: name, {@code act}: GRANT or TAKE), {@code ledger-settings}
 *     ({@code retentionYears}, {@code pausedFeeds}), {@code re-enrolment} ({@code person}, {@code checked}, {@code document}, {@code remove},
 *     {@code factor}, {@code delivery}) or {@code emergency-seal} ({@code account}: user id)
 * @param asked what is wanted, by name
 * @param reason why, 3 to 500 characters
 */
public record ProposalRequest(String kind, Map<String, String> asked, String reason) {}
