"""From a timeline to plain rows, trees and words; values in, values out."""
