package health.keyward.keycloak;

import org.keycloak.provider.ProviderFactory;

/** Makes rooms; its id is the room's name and the segment of the admin API. Options: {@code --spi-keyward-room--<room>--<option>}. */
public interface RoomFactory extends ProviderFactory<Room> {}
