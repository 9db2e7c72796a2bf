/**
 * Text for a terminal: tables, colours, its width, JSON.
 */
package io.automigrate.console;
