package health.keyward.breakglass.store;

import health.keyward.audit.Entry;
import health.keyward.audit.Projection;
import health.keyward.audit.Recorded.UserActivity;
import health.keyward.breakglass.core.EmergencyAccount;
import health.keyward.breakglass.core.EmergencyAlarm;
import health.keyward.breakglass.core.EmergencyRegister;
import health.keyward.breakglass.store.AskLists.Kind;
import health.keyward.kernel.RealmId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Failed sign-ins as a registered account that never came as far as the gate, a wrong password for one: read from the log, each told once (EA-7). */
public final class EmergencyFailures implements Projection {
    private static final String FAILED = "LOGIN_ERROR";
    /** The gate raised its alarm itself. */
    private static final String AT_THE_GATE = "emergency.";

    private final AskLists lists = new AskLists();
    private final EmergencyAlarms alarms = new EmergencyAlarms();

    @Override
    public void project(Connection tx, List<Entry> batch) throws SQLException {
        Map<String, EmergencyRegister> registers = new HashMap<>();
        for (Entry entry : batch) {
            if (entry.recorded() instanceof UserActivity failed && mayConcern(failed)) {
                EmergencyRegister register = registers.get(failed.realmId());
                if (register == null) {
                    register = register(tx, new RealmId(failed.realmId()));
                    registers.put(failed.realmId(), register);
                }
                Optional<EmergencyAccount> account = register.account(String.valueOf(failed.userId()));
                if (account.isPresent()) {
                    alarms.raise(tx, alarm(account.get(), failed));
                }
            }
        }
    }

    private static boolean mayConcern(UserActivity failed) {
        return failed.type().equals(FAILED)
                && failed.userId() != null
                && !failed.details().getOrDefault("reason", "").startsWith(AT_THE_GATE);
    }

    private EmergencyRegister register(Connection tx, RealmId realm) throws SQLException {
        return lists.newest(tx, realm, Kind.EMERGENCY_ADMINS)
                .map(found -> AskText.register(found.body()))
                .orElse(EmergencyRegister.EMPTY);
    }

    private static EmergencyAlarm alarm(EmergencyAccount account, UserActivity failed) {
        return new EmergencyAlarm(
                EmergencyAlarm.idOf("failed " + failed.id()),
                new RealmId(failed.realmId()),
                EmergencyAlarm.Kind.EMERGENCY_ADMIN_REFUSED,
                account.name(),
                String.valueOf(failed.error()),
                failed.address(),
                failed.at());
    }
}
