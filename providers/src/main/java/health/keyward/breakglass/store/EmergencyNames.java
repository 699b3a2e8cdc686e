package health.keyward.breakglass.store;

import health.keyward.breakglass.store.AskLists.Kind;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/**
 * Who stands in openings of emergency accounts, and how that is erased: what was done stays, who did it does not. Versions of the register are agreed on by two and
 * never change.
 */
public final class EmergencyNames {
    private static final String NAME = "erased";

    private final AskLists lists = new AskLists();

    /** Whether the register in force names the person, or an opening that is not over: then nobody may be erased. */
    public boolean inForce(Connection tx, RealmId realm, UserId person) throws SQLException {
        boolean registered = lists.newest(tx, realm, Kind.EMERGENCY_ADMINS)
                .map(version -> AskText.register(version.body()))
                .filter(register -> register.account(person.value()).isPresent()
                        || !register.keptBy(person.value()).isEmpty())
                .isPresent();
        if (registered) {
            return true;
        }
        try (PreparedStatement select = tx.prepareStatement(
                "SELECT 1 FROM kw_emergency_opening WHERE realm_id = ? AND used_at IS NOT NULL AND over_at IS NULL"
                        + " AND (account = ? OR first_by = ? OR second_by = ?)")) {
            select.setString(1, realm.value());
            for (int i = 2; i <= 4; i++) {
                select.setString(i, person.value());
            }
            return select.executeQuery().next();
        }
    }

    public void forget(Connection tx, RealmId realm, UserId person) throws SQLException {
        String nobody = "erased-" + UUID.randomUUID();
        String opening = "(SELECT id FROM kw_emergency_opening WHERE realm_id = ?)";
        for (String update : List.of(
                "kw_emergency_opening SET first_by = ?, first_name = '" + NAME
                        + "' WHERE realm_id = ? AND first_by = ?",
                "kw_emergency_opening SET second_by = ?, second_name = '" + NAME
                        + "' WHERE realm_id = ? AND second_by = ?",
                "kw_emergency_opening SET account = ?, account_name = '" + NAME
                        + "' WHERE realm_id = ? AND account = ?",
                "kw_emergency_seal SET account = ? WHERE realm_id = ? AND account = ?",
                "kw_emergency_seal SET proposed_by = ? WHERE realm_id = ? AND proposed_by = ?",
                "kw_emergency_seal SET confirmed_by = ? WHERE realm_id = ? AND confirmed_by = ?",
                "kw_emergency_reading SET given_by = ?, given_name = '" + NAME + "' WHERE opening IN " + opening
                        + " AND given_by = ?",
                "kw_emergency_review SET reviewed_by = ?, reviewed_name = '" + NAME + "' WHERE opening IN " + opening
                        + " AND reviewed_by = ?")) {
            try (PreparedStatement statement = tx.prepareStatement("UPDATE " + update)) {
                statement.setString(1, nobody);
                statement.setString(2, realm.value());
                statement.setString(3, person.value());
                statement.executeUpdate();
            }
        }
        forgetCandidates(tx, realm, person);
    }

    /** What waits for a second person is handed in anew. */
    private static void forgetCandidates(Connection tx, RealmId realm, UserId person) throws SQLException {
        try (PreparedStatement delete = tx.prepareStatement(
                "DELETE FROM kw_breakglass_list_candidate WHERE realm_id = ? AND position(? IN body) > 0")) {
            delete.setString(1, realm.value());
            delete.setString(2, person.value());
            delete.executeUpdate();
        }
    }
}
