package health.keyward.keycloak;

import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderFactory;
import org.keycloak.provider.Spi;

/** One SPI, many rooms. */
public final class RoomSpi implements Spi {
    @Override
    public boolean isInternal() {
        return true;
    }

    @Override
    public String getName() {
        return "keyward-room";
    }

    @Override
    public Class<? extends Provider> getProviderClass() {
        return Room.class;
    }

    @Override
    public Class<? extends ProviderFactory<?>> getProviderFactoryClass() {
        return RoomFactory.class;
    }
}
