/**
 * Columns: the numbers that models and screens read, by name. A stage that makes some says so once, in a
 * {@link io.escapement.engine.columns.ColumnSet}, and tells them in {@code ColumnsUpdate} effects; whoever reads them
 * knows no stage.
 */
package io.escapement.engine.columns;
