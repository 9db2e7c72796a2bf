/**
 * Examines everything that a start needs and recommends remedies, without changing anything. In: settings, valid or not. Out: findings
 * with a level and a recommendation. Begin with {@link io.automigrate.doctor.Doctor}.
 */
package io.automigrate.doctor;
