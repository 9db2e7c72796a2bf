package io.automigrate.url;

import io.automigrate.secret.SecretMask;
import java.util.Objects;

/**
 * A value that must not be printed; its {@link #toString} is {@value SecretMask#STARS}.
 *
 * @param value the secret itself
 */
public record Secret(String value) {
    public Secret {
        Objects.requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return SecretMask.STARS;
    }
}
